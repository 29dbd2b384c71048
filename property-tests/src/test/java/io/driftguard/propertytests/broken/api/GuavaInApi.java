package io.driftguard.propertytests.broken.api;

import com.google.common.collect.ImmutableList;

interface GuavaInApi {
  ImmutableList<String> names();
}
