//! The core's tests: one module a feature. No browser, no network, no clock.

#[cfg(not(target_arch = "wasm32"))]
mod shipped;
