CREATE TABLE orders (
  order_id    bigint         NOT NULL,
  customer_id bigint         NOT NULL,
  reference   varchar(40)    NOT NULL,
  total       decimal(12, 2) NOT NULL DEFAULT 0,
  status      enum('open', 'paid', 'sent', 'closed') NOT NULL DEFAULT 'open',
  placed_at   datetime       NOT NULL,
  region      varchar(50)    NOT NULL DEFAULT '',
  PRIMARY KEY (order_id),
  UNIQUE KEY by_reference (reference),
  KEY by_customer (customer_id, placed_at),
  KEY by_region (region)
);
