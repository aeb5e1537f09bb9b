/**
 * Processes that this module starts, and what the operating system says about them: ports, signals,
 * logs, memory, threads, sockets. Nothing here knows what the processes do. Read {@link
 * dev.noon.it.process.ChildProcess} first.
 */
@NullMarked
package dev.noon.it.process;

import org.jspecify.annotations.NullMarked;
