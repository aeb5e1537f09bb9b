@NullMarked
package dev.noon.admin;

import org.jspecify.annotations.NullMarked;
