//! The secretariat's program: where all files meet. Loaded when its desk is gone to.
//! The modules that have an expectation here are shared with the drafting desk, which uses them whole.

mod app {
    pub mod browser {
        pub mod address;
        pub mod channel;
        #[expect(dead_code, reason = "the drafting desk uses the rest")]
        pub mod clock;
        pub mod desk;
        #[expect(dead_code, reason = "the drafting desk uses the rest")]
        pub mod document;
        pub mod fatal;
        #[expect(dead_code, reason = "the drafting desk uses the rest")]
        pub mod files;
        pub mod folding;
        #[expect(dead_code, reason = "the drafting desk uses the rest")]
        pub mod ids;
        #[expect(dead_code, reason = "the drafting desk uses the rest")]
        pub mod journal;
        #[expect(dead_code, reason = "the drafting desk uses the rest")]
        pub mod keys;
        pub mod listening;
        pub mod opener;
        pub mod programs;
        pub mod shipped;
        #[expect(dead_code, reason = "the drafting desk uses the rest")]
        pub mod storage;
        pub mod trusted;
        pub mod viewport;
        pub mod worker;
    }
    #[expect(dead_code, unused_imports, reason = "the drafting desk uses the rest")]
    pub mod components;
    #[expect(dead_code, reason = "the drafting desk uses the rest")]
    pub mod frame;
    #[expect(dead_code, reason = "the drafting desk uses the rest")]
    pub mod route;
    pub mod rubrics;
    pub mod secretariat;
    #[expect(
        dead_code,
        unused_imports,
        reason = "the start screen lists drafts, this desk none"
    )]
    pub mod start_screen;
}

fn main() {
    app::browser::fatal::guard();
    app::secretariat::run();
}
