package dev.noon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final FakeFile file = new FakeFile();
    private final AtomicReference<RuntimeException> broken = new AtomicReference<>(new RuntimeException("not broken"));
    private final GroupCommit commits = new GroupCommit(file, broken::set);

    @Test
    void aWriteReturnsAfterItsCommitIsForced() {
        String answer = commits.write(() -> {
            assertThat(file.commits).hasValue(0);
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(file.commits).hasValue(1);
        assertThat(file.forced).hasValue(1);
    }

    @Test
    void aReadOfWhatIsDurableCommitsNothing() {
        commits.write(() -> "x");
        commits.read(() -> "x");

        assertThat(file.commits).hasValue(1);
    }

    @Test
    void whoeverArrivesWhileTheDeviceIsForcedSharesTheNextCommit() throws Exception {
        file.holdForce = new CountDownLatch(1);
        List<CompletableFuture<String>> all = new ArrayList<>();
        all.add(CompletableFuture.supplyAsync(() -> commits.write(() -> "first"), GroupCommitTest::onThread));
        await().until(() -> file.commits.get() == 1);
        AtomicInteger applied = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> commits.write(() -> "later" + applied.incrementAndGet()), GroupCommitTest::onThread));
        }
        await().until(() -> applied.get() == 5);
        assertThat(all).noneMatch(CompletableFuture::isDone);

        file.holdForce.countDown();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();

        assertThat(file.commits).hasValue(2);
        assertThat(commits.commits()).isEqualTo(2);
    }

    @Test
    void aReaderDoesNotLearnWhatAKillCouldTakeBack() throws Exception {
        file.holdForce = new CountDownLatch(1);
        CompletableFuture<String> write =
                CompletableFuture.supplyAsync(() -> commits.write(() -> "x"), GroupCommitTest::onThread);
        await().until(() -> file.commits.get() == 1);
        CompletableFuture<Integer> read =
                CompletableFuture.supplyAsync(() -> commits.read(file.forced::get), GroupCommitTest::onThread);
        assertThat(read).isNotDone();

        file.holdForce.countDown();

        write.get();
        read.get();
        assertThat(file.forced).hasValue(1);
    }

    @Test
    void aFailedCommandIsCommittedTooSinceItMayHaveChangedSomething() {
        assertThatThrownBy(() -> commits.write(() -> {
                    throw new IllegalStateException("duplicate");
                }))
                .hasMessage("duplicate");

        assertThat(file.commits).hasValue(1);
    }

    @Test
    void aFileThatCannotBeWrittenIsNotAnsweredAsDone() {
        file.fails = true;

        assertThatThrownBy(() -> commits.write(() -> "x")).hasMessage("disk full");
        assertThat(broken.get()).hasMessage("disk full");
    }

    private static void onThread(Runnable task) {
        new Thread(task).start();
    }

    private static final class FakeFile implements DurableFile {

        private final AtomicInteger commits = new AtomicInteger();
        private final AtomicInteger forced = new AtomicInteger();
        private CountDownLatch holdForce = new CountDownLatch(0);
        private boolean fails;

        @Override
        public void commit() {
            if (fails) {
                throw new IllegalStateException("disk full");
            }
            commits.incrementAndGet();
        }

        @Override
        public void force() {
            try {
                holdForce.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            forced.incrementAndGet();
        }
    }
}
