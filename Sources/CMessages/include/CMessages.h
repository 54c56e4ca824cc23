/* Every header of protoc-c's. Made by proto/generate. Never edited. */
#include "grpc/health/v1/health.pb-c.h"
#include "moult/v1/error.pb-c.h"
#include "moult/v1/inference.pb-c.h"
#include "moult/v1/memory.pb-c.h"
#include "moult/v1/migration.pb-c.h"
#include "moult/v1/session.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"
