package dev.noon.it.behaviour;

import dev.noon.it.http.Headers;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the whole table against one cache, whose upstream it is. Thread-safe. */
public final class Trials implements AutoCloseable {
    private final Map<String, Trial> places = new ConcurrentHashMap<>();
    private final RecordingUpstream upstream = RecordingUpstream.silent(this::answer);

    /** Where the cache must fetch from; paths must not be changed on the way. */
    public URI upstream() {
        return upstream.url();
    }

    /**
     * Runs the table.
     *
     * @param port of the cache on loopback
     * @param root path beneath which every behaviour has a path of its own
     * @param atOnce how many behaviours are run side by side
     */
    public List<Verdict> run(int port, String root, Aging aging, int atOnce) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<Verdict>> running = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                for (Behaviour behaviour : topic.behaviours()) {
                    String path = root + "/" + running.size();
                    running.add(clients.submit(() -> verdict(topic, behaviour, path, port, aging)));
                }
            }
            return verdicts(running);
        } finally {
            clients.shutdownNow();
        }
    }

    @Override
    public void close() {
        upstream.close();
    }

    private Verdict verdict(Topic topic, Behaviour behaviour, String path, int port, Aging aging)
            throws InterruptedException {
        Trial trial = new Trial(behaviour, path, aging);
        places.put(path, trial);
        try {
            return new Verdict(topic, behaviour, trial.run(port));
        } catch (IOException | RuntimeException e) {
            return new Verdict(topic, behaviour, Optional.of("no answer that can be read: " + e));
        }
    }

    private static List<Verdict> verdicts(List<Future<Verdict>> running) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Future<Verdict> each : running) {
            try {
                verdicts.add(each.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return List.copyOf(verdicts);
    }

    /** Whoever only wants to know whether the cache is there gets something that is not stored. */
    private void answer(UpstreamRequest request, UpstreamReply reply) throws IOException, InterruptedException {
        Trial trial = places.get(request.target().split("\\?", 2)[0]);
        if (trial == null) {
            reply.send(200, new byte[0], Headers.of("Cache-Control", "no-store"));
            return;
        }
        trial.answer(request, reply);
    }
}
