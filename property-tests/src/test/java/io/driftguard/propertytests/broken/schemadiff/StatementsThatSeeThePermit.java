package io.driftguard.propertytests.broken.schemadiff;

import io.driftguard.propertytests.broken.engine.guard.ApplyPermit;

interface StatementsThatSeeThePermit {
  ApplyPermit permit();
}
