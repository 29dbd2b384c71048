package io.driftguard.propertytests.broken.vitess;

import io.driftguard.propertytests.broken.engine.guard.ApplyPermit;

interface AdapterThatSeesTheGuard {
  ApplyPermit permit();
}
