package dev.noon.cli.local;

import java.util.List;

/**
 * Which address and ports; node <i>i</i> (from 1) has the base plus i - 1.
 *
 * @param bind the address all of them listen on
 */
public record PortPlan(String bind, int http, int admin, int grid, int store, int sample) {

    /** One port that something will listen on, with the option that moves it. */
    record Claim(int port, String purpose, String option) {}

    int http(int node) {
        return http + node - 1;
    }

    int admin(int node) {
        return admin + node - 1;
    }

    int grid(int node) {
        return grid + node - 1;
    }

    List<Claim> nodeClaims(int node) {
        return List.of(
                new Claim(http(node), "traffic of node-" + node, "--http-port"),
                new Claim(admin(node), "administration of node-" + node, "--admin-port"),
                new Claim(grid(node), "grid of node-" + node, "--grid-port"));
    }

    Claim storeClaim() {
        return new Claim(store, "the store", "--store-port");
    }

    Claim sampleClaim() {
        return new Claim(sample, "the sample upstream", "--sample-port");
    }
}
