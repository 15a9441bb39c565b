/**
 * The one way to the database: migrations, two logins, and transactions in which row-level security
 * knows who is asking.
 *
 * <p>{@link id.pantau.collector.db.Db} is the door. SQL lives in files beside the store that uses
 * it.
 */
@NullMarked
package id.pantau.collector.db;

import org.jspecify.annotations.NullMarked;
