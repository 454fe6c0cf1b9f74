// Every test starts the whole program, and most of the time one of the two waits for a start, a page or a pause.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
