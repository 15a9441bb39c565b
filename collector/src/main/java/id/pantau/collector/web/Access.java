package id.pantau.collector.web;

import id.pantau.collector.scope.Role;
import java.util.EnumSet;
import java.util.Set;

/** Who may call a route; what they then see of it is decided behind the door. */
public sealed interface Access {
  Access PUBLIC = new Public();
  Access ANY_USER = new AnyUser();

  /** Everybody who has logged in, but no wall screen. */
  Access PEOPLE = new Roles(EnumSet.complementOf(EnumSet.of(Role.WALL)));

  static Access roles(Role first, Role... more) {
    var roles = new java.util.HashSet<>(Set.of(more));
    roles.add(first);
    return new Roles(roles);
  }

  record Public() implements Access {}

  record AnyUser() implements Access {}

  record Roles(Set<Role> allowed) implements Access {
    public Roles {
      allowed = Set.copyOf(allowed);
    }
  }
}
