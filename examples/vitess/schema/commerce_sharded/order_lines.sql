CREATE TABLE order_lines (
  order_id    bigint            NOT NULL,
  line        smallint unsigned NOT NULL,
  customer_id bigint            NOT NULL,
  sku         varchar(64)       NOT NULL,
  quantity    int unsigned      NOT NULL,
  PRIMARY KEY (order_id, line)
);
