@NullMarked
package dev.noon.boot;

import org.jspecify.annotations.NullMarked;
