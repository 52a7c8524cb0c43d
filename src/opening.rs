//! The program that opens the files of the secretariat's desk, loaded when the first one is to be opened.

mod app {
    pub mod browser {
        #[expect(dead_code, reason = "the desks use the rest")]
        pub mod files;
        pub mod opening;
    }
}

fn main() {
    app::browser::opening::serve();
}
