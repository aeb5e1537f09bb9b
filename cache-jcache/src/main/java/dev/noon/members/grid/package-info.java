/**
 * The grid's side of {@link dev.noon.members.Members}. Nothing but the translation from Hazelcast's
 * member list belongs here. Read {@link dev.noon.members.grid.GridMembers} first.
 */
@NullMarked
package dev.noon.members.grid;

import org.jspecify.annotations.NullMarked;
