-- Roles, extensions and the database. Run by psql as superuser, by the embedded services at every start and by
-- docker-compose at the first: every statement may find its work done.
--   leerplicht_owner  migrates; owns database and tables; no superuser
--   leerplicht_backup reads everything for `manage.py backup`, writes nothing; given to no other process
--   leerplicht_app    web, worker, commands, tests; bound by row-level security
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;

SELECT 'CREATE ROLE leerplicht_owner LOGIN' WHERE to_regrole('leerplicht_owner') IS NULL \gexec
SELECT 'CREATE ROLE leerplicht_app LOGIN' WHERE to_regrole('leerplicht_app') IS NULL \gexec
SELECT 'CREATE ROLE leerplicht_backup LOGIN' WHERE to_regrole('leerplicht_backup') IS NULL \gexec
-- CREATEDB: the tests, and the trial of a backup, make their databases as owner. The app role may become nothing else.
ALTER ROLE leerplicht_owner NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB;
ALTER ROLE leerplicht_app NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;
-- A dump under row-level security would be empty, or refused.
ALTER ROLE leerplicht_backup NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB;
ALTER ROLE leerplicht_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO leerplicht_backup;
-- The owner may end sessions of the app: a database they are in is dropped, a migration does not wait for them.
GRANT leerplicht_app TO leerplicht_owner;

-- Passwords from the environment where there is one; the embedded socket lies in a private directory instead.
\getenv owner_password LEERPLICHT_OWNER_PASSWORD
\getenv app_password LEERPLICHT_APP_PASSWORD
\getenv backup_password LEERPLICHT_BACKUP_PASSWORD
\if :{?owner_password}
ALTER ROLE leerplicht_owner PASSWORD :'owner_password';
\endif
\if :{?app_password}
ALTER ROLE leerplicht_app PASSWORD :'app_password';
\endif
\if :{?backup_password}
ALTER ROLE leerplicht_backup PASSWORD :'backup_password';
\endif

-- In template1, so that every database made later (also a test database) has it.
\connect template1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
ALTER DEFAULT PRIVILEGES FOR ROLE leerplicht_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO leerplicht_app;
ALTER DEFAULT PRIVILEGES FOR ROLE leerplicht_owner GRANT USAGE ON SEQUENCES TO leerplicht_app;
ALTER DEFAULT PRIVILEGES FOR ROLE leerplicht_owner GRANT EXECUTE ON FUNCTIONS TO leerplicht_app;
-- LIKE counts as a function that may tell what it read, so under a policy it cannot use an index: searching a name
-- becomes fifty times slower. It tells nothing: its one error is about the pattern, which our code escapes.
SELECT 'ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF'
FROM pg_proc WHERE oid = 'pg_catalog.textlike(text, text)'::regprocedure AND NOT proleakproof \gexec
-- So it is with `@>` on an array, by which the logbook finds who read about a leerling.
SELECT 'ALTER FUNCTION pg_catalog.arraycontains(anyarray, anyarray) LEAKPROOF'
FROM pg_proc WHERE oid = 'pg_catalog.arraycontains(anyarray, anyarray)'::regprocedure AND NOT proleakproof \gexec

\connect postgres
SELECT 'CREATE DATABASE leerplicht OWNER leerplicht_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'leerplicht') \gexec
REVOKE ALL ON DATABASE leerplicht FROM PUBLIC;
GRANT CONNECT ON DATABASE leerplicht TO leerplicht_app, leerplicht_backup;
-- A file that is read in, and the undo of one, is worked out in tables of its own transaction.
GRANT TEMPORARY ON DATABASE leerplicht TO leerplicht_app;

-- A database that is older than the lines about LIKE and `@>` above.
\connect leerplicht
SET client_min_messages = warning;
SELECT 'ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF'
FROM pg_proc WHERE oid = 'pg_catalog.textlike(text, text)'::regprocedure AND NOT proleakproof \gexec
SELECT 'ALTER FUNCTION pg_catalog.arraycontains(anyarray, anyarray) LEAKPROOF'
FROM pg_proc WHERE oid = 'pg_catalog.arraycontains(anyarray, anyarray)'::regprocedure AND NOT proleakproof \gexec
