package io.driftguard.propertytests.broken.api;

import tools.jackson.databind.JsonNode;

interface JacksonInApi {
  String text(JsonNode node);
}
