package dev.noon.members;

/**
 * One node of the grid.
 *
 * @param id unique among all nodes that ever were; a restarted node has a new one
 * @param address {@code host:port} in the grid
 * @param self whether it is this node
 */
public record Member(String id, String address, boolean self) {}
