//! Foreign code on a leash: a thread with a large stack, panics caught, time and memory limited. In a browser, where there are no
//! threads, in its place.

#[cfg(target_family = "wasm")]
mod in_place;
#[cfg(feature = "isolated")]
pub(crate) mod process_memory;
mod stop;
#[cfg(not(target_family = "wasm"))]
mod threads;

#[cfg(target_family = "wasm")]
pub(crate) use in_place::{on_borrowing_thread, on_thread};
#[cfg(target_family = "wasm")]
pub use stop::last_stop;
#[cfg_attr(target_family = "wasm", allow(unused_imports, reason = "what only threads need"))]
pub(crate) use stop::{GRACE, Stop, contained, remaining, stack_size, stop};
#[cfg(not(target_family = "wasm"))]
pub(crate) use threads::{on_borrowing_thread, on_thread, start};
