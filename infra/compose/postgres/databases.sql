-- Makes the two databases and their owners when the data volume is new, as infra/local/postgres/databases.ts does; the rest is for the
-- migrations. psql reads the passwords from files.
\set owner_password `cat "$OWNER_PASSWORD_FILE"`
\set state_password `cat "$STATE_STORE_PASSWORD_FILE"`
create role todo_owner login createrole password :'owner_password';
create database todo owner todo_owner;
create role todo_dapr login password :'state_password';
create database dapr owner todo_dapr;
