#ifndef MOULT_CSQLITE_SHIM_H
#define MOULT_CSQLITE_SHIM_H

#include <sqlite3.h>

// What Swift cannot import: variadic functions, and SQLITE_TRANSIENT, which is a cast.

// https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
static inline int moult_sqlite_defend(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

// 1 or 0: whether DEFENSIVE is on; -1: the connection does not say.
static inline int moult_sqlite_is_defended(sqlite3 *db) {
    int on = -1;
    int code = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1, &on);
    return code == SQLITE_OK ? on : -1;
}

static inline int moult_sqlite_bind_text(
    sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 count
) {
    return sqlite3_bind_text64(statement, index, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int moult_sqlite_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count
) {
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

#endif
