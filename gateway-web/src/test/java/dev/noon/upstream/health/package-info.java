@NullMarked
package dev.noon.upstream.health;

import org.jspecify.annotations.NullMarked;
