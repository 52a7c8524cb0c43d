//! The page: mounts the app and nothing else.

mod app;

fn main() {
    app::start();
}
