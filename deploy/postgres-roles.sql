-- Two roles for a PostgreSQL of Keepshop. Run once as an administrator, in the database of the shop:
--   psql -v server_password="'...'" -v owner_password="'...'" -f postgres-roles.sql keepshop
-- Start the server once with the owner's address after each update (it makes or changes tables and may
-- be stopped again), and otherwise with the server's. Neither role walks through the policies that
-- keep chains apart.
CREATE ROLE keepshop_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE
  PASSWORD :owner_password;
CREATE ROLE keepshop_server LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE
  PASSWORD :server_password;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO keepshop_owner;
GRANT USAGE ON SCHEMA public TO keepshop_server;
-- Reading and writing rows; no table can be made, emptied, changed or dropped.
ALTER DEFAULT PRIVILEGES FOR ROLE keepshop_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO keepshop_server;
