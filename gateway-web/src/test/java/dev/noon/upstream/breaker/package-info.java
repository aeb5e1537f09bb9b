@NullMarked
package dev.noon.upstream.breaker;

import org.jspecify.annotations.NullMarked;
