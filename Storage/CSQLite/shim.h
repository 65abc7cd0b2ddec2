#ifndef CARAVAN_CSQLITE_H
#define CARAVAN_CSQLITE_H
#include <sqlite3.h>

/// SQLITE_TRANSIENT, a macro that Swift cannot import: SQLite copies the bytes before the call returns.
static inline sqlite3_destructor_type caravan_sqlite_transient(void) { return SQLITE_TRANSIENT; }

/// Leaves out the counting of memory, for which each allocation would take a lock. Of use before SQLite is first used.
static inline void caravan_sqlite_count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// Extended result codes: macros of expressions, which Swift cannot import.
static const int caravan_sqlite_constraint_check = SQLITE_CONSTRAINT_CHECK;
static const int caravan_sqlite_constraint_datatype = SQLITE_CONSTRAINT_DATATYPE;
static const int caravan_sqlite_constraint_foreignkey = SQLITE_CONSTRAINT_FOREIGNKEY;
static const int caravan_sqlite_constraint_notnull = SQLITE_CONSTRAINT_NOTNULL;
static const int caravan_sqlite_constraint_primarykey = SQLITE_CONSTRAINT_PRIMARYKEY;
static const int caravan_sqlite_constraint_rowid = SQLITE_CONSTRAINT_ROWID;
static const int caravan_sqlite_constraint_trigger = SQLITE_CONSTRAINT_TRIGGER;
static const int caravan_sqlite_constraint_unique = SQLITE_CONSTRAINT_UNIQUE;

#endif
