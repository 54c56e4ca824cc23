/* Every header of protoc-c's. Made by proto/generate. Never edited. */
#include "everything.pb-c.h"
