/** Spring Cloud Gateway as a contestant of the benchmarks; nothing of Noon is here. */
package dev.noon.peer;
