@NullMarked
package dev.noon.admin.oidc;

import org.jspecify.annotations.NullMarked;
