-- Each sequence holds one row. The VSchema says which column it numbers.
CREATE TABLE baskets_seq (
  id      bigint NOT NULL,
  next_id bigint DEFAULT NULL,
  cache   bigint DEFAULT NULL,
  PRIMARY KEY (id)
) COMMENT = 'vitess_sequence';

CREATE TABLE orders_seq (
  id      bigint NOT NULL,
  next_id bigint DEFAULT NULL,
  cache   bigint DEFAULT NULL,
  PRIMARY KEY (id)
) COMMENT = 'vitess_sequence';
