//! Typed signals: a plain struct in the past tense, told after commit to whoever asked for its type.
//! The bus knows nothing of what it hands to subscribers.

use std::{
    any::{Any, TypeId, type_name},
    collections::HashMap,
    pin::Pin,
    sync::Arc,
};

use crate::error::Result;

/// Something that has happened and is committed.
///
/// ```
/// use portcullis::{Security, signals::Signal};
///
/// /// An app's own.
/// #[derive(Clone)]
/// struct OrderPlaced {
///     number: u64,
/// }
/// impl Signal for OrderPlaced {}
///
/// async fn place(security: &Security) {
///     security.tell(OrderPlaced { number: 7 }).await;
/// }
/// # let _ = place;
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no signal of Portcullis",
    label = "not a signal",
    note = "`.on(…)` takes a handler whose second argument is the signal: `.on(async |security: Security, UserConfirmed {{ user \
            }}| …)`; a signal of your own is a type with `impl portcullis::signals::Signal`"
)]
pub trait Signal: Any + Clone + Send + Sync {}

type Handled = Pin<Box<dyn Future<Output = Result<()>> + Send>>;
type Handler<H> = Arc<dyn Fn(H, &(dyn Any + Send + Sync)) -> Option<Handled> + Send + Sync>;

/// A signal of any type, for those who carry one without knowing it.
///
/// ```
/// # use portcullis::{security::letter::Mail, signals::AnySignal};
/// // A mail carries one, to be told once it is sent.
/// fn quietly(mail: Mail) -> (Mail, Option<AnySignal>) {
///     let signal = mail.signal.clone();
///     (Mail { signal: None, ..mail }, signal)
/// }
/// # let _ = quietly;
/// ```
#[derive(Clone)]
pub struct AnySignal {
    kind: TypeId,
    name: &'static str,
    value: Arc<dyn Any + Send + Sync>,
}

impl AnySignal {
    /// Wraps a signal.
    ///
    /// ```
    /// # use portcullis::{security::letter::Letter, signals::{AnySignal, Signal}};
    /// #[derive(Clone)]
    /// struct OrderMailed;
    /// impl Signal for OrderMailed {}
    ///
    /// // What a feature's `compose` gives when no mail is wanted.
    /// let letter = Letter::Silent(AnySignal::new(OrderMailed));
    /// # drop(letter);
    /// ```
    pub fn new<S: Signal>(signal: S) -> Self {
        Self {
            kind: TypeId::of::<S>(),
            name: type_name::<S>(),
            value: Arc::new(signal),
        }
    }
}

/// Who wants to be told what. `H` is handed to each subscriber with the signal.
///
/// ```
/// use portcullis::signals::{AnySignal, Bus, Signal};
///
/// #[derive(Clone)]
/// struct Rang(u32);
/// impl Signal for Rang {}
///
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// let mut bus: Bus<&str> = Bus::default();
/// bus.on(async |house: &str, Rang(times)| Ok(println!("It rang {times} times at the {house}")));
/// bus.tell(&"villa", AnySignal::new(Rang(2))).await;
/// # });
/// ```
pub struct Bus<H> {
    handlers: HashMap<TypeId, Vec<Handler<H>>>,
}

impl<H> Default for Bus<H> {
    fn default() -> Self {
        Self {
            handlers: HashMap::new(),
        }
    }
}

impl<H: Clone + Send + 'static> Bus<H> {
    /// Adds a subscriber; its argument's type says to what. What it returns beside a failure is of no interest.
    ///
    /// ```
    /// # use portcullis::{signals::Bus, features::login::UserLoggedOut};
    /// let mut bus: Bus<()> = Bus::default();
    /// bus.on(async |(), UserLoggedOut { user }| Ok(println!("{} went", user.email)));
    /// ```
    pub fn on<S, F, Fut, T>(&mut self, handler: F)
    where
        S: Signal,
        F: Fn(H, S) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        let erased: Handler<H> = Arc::new(move |handle, signal| {
            let signal = signal.downcast_ref::<S>()?.clone();
            let handled = handler(handle, signal);
            Some(Box::pin(async move { handled.await.map(drop) }))
        });
        self.handlers
            .entry(TypeId::of::<S>())
            .or_default()
            .push(erased);
    }

    /// Tells the subscribers, one after the other. One that fails or panics is logged; the next is still told.
    ///
    /// ```
    /// # use portcullis::{User, features::login::UserLoggedOut, signals::{AnySignal, Bus}};
    /// # async fn example(bus: Bus<()>, user: User) {
    /// bus.tell(&(), AnySignal::new(UserLoggedOut { user })).await;
    /// # }
    /// ```
    pub async fn tell(&self, handle: &H, signal: AnySignal) {
        for handler in self.handlers.get(&signal.kind).into_iter().flatten() {
            let Some(handled) = handler(handle.clone(), signal.value.as_ref()) else {
                continue;
            };
            // A task of its own: a panic in it ends there.
            match tokio::spawn(handled).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    tracing::error!(signal = signal.name, %error, "A subscriber of a signal failed");
                }
                Err(_) => {
                    tracing::error!(signal = signal.name, "A subscriber of a signal panicked")
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::error::Error;

    #[derive(Clone)]
    struct Rang(u32);
    impl Signal for Rang {}

    // ASVS: 16.5.4
    #[tokio::test]
    async fn subscribers_are_told_in_order_even_after_a_failure_and_a_panic() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let mut bus: Bus<Arc<Mutex<Vec<u32>>>> = Bus::default();
        bus.on(async |_, Rang(_)| Err::<(), _>(Error::Internal("on purpose".into())));
        bus.on(|_, Rang(n)| async move {
            assert!(n == 0, "on purpose");
            Ok(())
        });
        bus.on(async |heard: Arc<Mutex<Vec<u32>>>, Rang(n)| {
            let mut heard = heard.lock().unwrap();
            heard.push(n);
            Ok(heard.len())
        });
        bus.tell(&heard, AnySignal::new(Rang(7))).await;
        assert_eq!(*heard.lock().unwrap(), [7]);
    }
}
