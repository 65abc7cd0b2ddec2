#ifndef CARAVAN_CSQLITE_H
#define CARAVAN_CSQLITE_H
#include <sqlite3.h>

/// SQLITE_TRANSIENT, a macro that Swift cannot import: SQLite copies the bytes before the call returns.
static inline sqlite3_destructor_type caravan_sqlite_transient(void) { return SQLITE_TRANSIENT; }

#endif
