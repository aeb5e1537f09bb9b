/**
 * What the public standards of HTTP caching have a shared cache do, as a table of behaviours, and what runs it against any
 * cache in front of an upstream of its own. Nothing here knows how a cache is started or configured. Read {@link
 * dev.noon.it.behaviour.Behaviour} first, then {@link dev.noon.it.behaviour.Topic}.
 */
@NullMarked
package dev.noon.it.behaviour;

import org.jspecify.annotations.NullMarked;
