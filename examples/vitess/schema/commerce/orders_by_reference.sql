-- The lookup table of the vindex with the same name.
CREATE TABLE orders_by_reference (
  reference   varchar(40)    NOT NULL,
  keyspace_id varbinary(128) NOT NULL,
  PRIMARY KEY (reference)
);
