//! Waiting, leaving, failing, and what a thread holds meanwhile.

use std::sync::mpsc::{Sender, channel};

use argon2::{Algorithm, Params, Version};

use super::*;
use crate::password::engine::Input;

const AGES: Duration = Duration::from_secs(3600);

fn threads(queue: usize, kept_for: Duration) -> Threads {
    Threads::keeping(1, queue, kept_for, || Memory::new(Engine::Portable, 64))
}

/// Keeps the only thread busy until something is sent, or the sender is dropped.
fn busy(threads: &Arc<Threads>) -> (Sender<()>, tokio::task::JoinHandle<Result<(), Error>>) {
    let (end, ended) = channel();
    let (begin, begun) = channel();
    let threads = Arc::clone(threads);
    let task = tokio::spawn(async move {
        let work = move |_: &mut Memory| {
            begin.send(()).unwrap();
            let _ = ended.recv();
            Ok(())
        };
        threads.run("busy", work).await
    });
    tokio::task::block_in_place(|| begun.recv().unwrap());
    (end, task)
}

/// A job that notes its name when it is done. Polled once, so that it has its place in the queue.
async fn noting(
    threads: &Arc<Threads>,
    done: &Sender<&'static str>,
    share: &'static str,
    name: &'static str,
) -> tokio::task::JoinHandle<Result<(), Error>> {
    let (threads, done) = (Arc::clone(threads), done.clone());
    let before = threads.line.lock().queue.pushed();
    let line = Arc::clone(&threads.line);
    let task = tokio::spawn(async move {
        let work = move |_: &mut Memory| {
            done.send(name).unwrap();
            Ok(())
        };
        threads.run(share, work).await
    });
    while line.lock().queue.pushed() == before && !task.is_finished() {
        tokio::task::yield_now().await;
    }
    task
}

fn hash(memory: &mut Memory) -> Result<(), Error> {
    let parameters = Params::new(64, 1, 1, None).unwrap();
    let input = Input {
        algorithm: Algorithm::Argon2id,
        version: Version::V0x13,
        parameters: &parameters,
        password: b"password",
        salt: b"some salt",
        key: &[],
    };
    memory.compute(&input, &mut [0; 32])
}

// ASVS: 15.4.4
#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_one_network_delays_another_by_one_hash() {
    let threads = Arc::new(threads(8, AGES));
    let (end, first) = busy(&threads);
    let (done, names) = channel();
    let mut tasks = Vec::new();
    for (share, name) in [
        ("flood", "1"),
        ("flood", "2"),
        ("flood", "3"),
        ("other", "o"),
    ] {
        tasks.push(noting(&threads, &done, share, name).await);
    }
    drop(end);
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok(()));
    }
    assert_eq!(first.await.unwrap(), Ok(()));
    drop(done);
    assert_eq!(names.iter().collect::<Vec<_>>(), ["1", "o", "2", "3"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_of_a_flood_makes_room_and_is_told_so() {
    let threads = Arc::new(threads(2, AGES));
    let (end, _first) = busy(&threads);
    let (done, names) = channel();
    let stays = noting(&threads, &done, "flood", "1").await;
    let leaves = noting(&threads, &done, "flood", "2").await;
    let refused = noting(&threads, &done, "flood", "3").await;
    assert_eq!(refused.await.unwrap(), Err(Error::QueueFull));
    let other = noting(&threads, &done, "other", "o").await;
    assert_eq!(leaves.await.unwrap(), Err(Error::QueueFull));
    drop(end);
    assert_eq!(stays.await.unwrap(), Ok(()));
    assert_eq!(other.await.unwrap(), Ok(()));
    drop(done);
    assert_eq!(names.iter().collect::<Vec<_>>(), ["1", "o"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hangs_up_while_waiting_leaves_the_place_to_another() {
    let threads = Arc::new(threads(1, AGES));
    let (end, _first) = busy(&threads);
    let (done, names) = channel();
    let gone = noting(&threads, &done, "a", "gone").await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    let stays = noting(&threads, &done, "a", "stays").await;
    drop(end);
    assert_eq!(stays.await.unwrap(), Ok(()));
    drop(done);
    assert_eq!(names.iter().collect::<Vec<_>>(), ["stays"]);
    assert_eq!(threads.count(), 2);
}

#[tokio::test]
async fn a_job_that_panics_takes_neither_the_thread_nor_its_neighbours_along() {
    let threads = threads(4, AGES);
    let panicking = |_: &mut Memory| -> Result<(), Error> { panic!("on purpose") };
    assert_eq!(threads.run("", panicking).await, Err(Error::Gone));
    assert_eq!(threads.run("", hash).await, Ok(()));
}

#[tokio::test]
async fn memory_is_kept_for_the_next_hash_and_given_back_when_none_comes() {
    let held = |memory: &mut Memory| Ok(memory.is_held());
    let keeping = threads(4, AGES);
    assert_eq!(
        keeping.run("", held).await,
        Ok(false),
        "none before the first"
    );
    keeping.run("", hash).await.unwrap();
    assert_eq!(keeping.run("", held).await, Ok(true));
    let forgetting = threads(4, Duration::from_millis(1));
    forgetting.run("", hash).await.unwrap();
    for _ in 0..1000 {
        if forgetting.run("", held).await == Ok(false) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the memory was never given back");
}

#[tokio::test]
async fn memory_that_waits_for_the_next_hash_is_wiped() {
    let threads = threads(4, AGES);
    threads.run("", hash).await.unwrap();
    let at_rest = |memory: &mut Memory| Ok(memory.is_held() && memory.is_wiped());
    for _ in 0..1000 {
        if threads.run("", at_rest).await == Ok(true) {
            return;
        }
        tokio::time::sleep(2 * WIPED_AFTER).await;
    }
    panic!("the memory was never wiped");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_thread_that_hashes_has_a_lower_priority_than_one_that_answers() {
    // Of `proc_pid_stat(5)`: what stands behind the name, which is in parentheses.
    fn niceness() -> String {
        let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        fields.split(' ').nth(16).unwrap().to_owned()
    }
    let before = niceness();
    let of_thread = threads(4, AGES).run("", |_| Ok(niceness())).await.unwrap();
    assert_eq!(of_thread, priority::NICENESS.to_string());
    assert_ne!(before, of_thread);
    assert_eq!(niceness(), before, "and the others keep theirs");
}

#[tokio::test]
async fn the_threads_end_with_the_last_who_could_ask_them() {
    let threads = threads(4, AGES);
    threads.run("", hash).await.unwrap();
    let line = Arc::downgrade(&threads.line);
    drop(threads);
    for _ in 0..1000 {
        if line.strong_count() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("they are still there");
}
