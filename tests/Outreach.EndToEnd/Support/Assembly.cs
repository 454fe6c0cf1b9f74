// Every test starts the whole program, and some kill it: one at a time, or they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
