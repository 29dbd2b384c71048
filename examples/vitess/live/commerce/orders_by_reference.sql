CREATE TABLE `orders_by_reference` (
  `reference` varchar(40) NOT NULL,
  `keyspace_id` varbinary(128) NOT NULL,
  PRIMARY KEY (`reference`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
