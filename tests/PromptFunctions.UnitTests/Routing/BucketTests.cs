using FsCheck.Fluent;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Routing;

public sealed class BucketTests
{
    /// <summary>Computed with Python's hashlib, so that other clients can be held against the same figures.</summary>
    public static TheoryData<string, string, int> Vectors => new()
    {
        { "salt", "user-1", 6784 },
        { "salt", "user-2", 5113 },
        { "01JD0000000000000000000000", "user-1", 1045 },
        { "", "user-1", 7879 },
        { "salt", " ", 5000 },
        { "salt", "0", 2195 },
        { "salt", "\0", 1876 },
        { "salt", "사용자-1", 6329 },
        { "솔트", "서울", 9539 },
        { "salt", "😀", 3498 },
        { "salt", "👩\u200d👩\u200d👧\u200d👦", 1261 },
        { "salt", "\u00e9", 1849 },
        { "salt", "e\u0301", 9830 },
        { "salt", "a\nb", 7661 },
        { "salt\na", "b", 7661 },
        { "salt", new string('x', 1024), 5709 },
        { "salt", new string('가', 1024), 3284 },
        { "salt", string.Concat(Enumerable.Repeat("😀", 512)), 887 },
        { new string('s', 2000), new string('가', 1024), 5681 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Buckets_are_the_same_everywhere(string salt, string subject, int bucket) => Assert.Equal(bucket, Bucket.Of(salt, subject));

    // No theory: the runner cannot pass such strings on.
    [Fact]
    public void Half_a_surrogate_pair_counts_as_the_replacement_character()
    {
        foreach (var (subject, bucket) in ((string, int)[])[("\ufffd", 7760), ("\ud83d", 7760), ("\ude00", 7760), ("a\ud83db", 6307), ("\ude00\ud83d", 3785)])
            Assert.Equal(bucket, Bucket.Of("salt", subject));
    }

    [Fact]
    public void Every_subject_has_the_bucket_that_the_contract_says() => Sampled.Each(
        from salt in Inputs.Strings
        from subject in Inputs.Strings
        where subject.Length > 0
        select (salt, subject),
        input => Assert.Equal(Subjects.Bucket(input.salt, input.subject), Bucket.Of(input.salt, input.subject)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_subject_every_bucket_is_as_likely(string? subject)
    {
        var buckets = Enumerable.Range(0, 100_000).Select(_ => Bucket.Of("salt", subject)).ToList();

        Assert.All(buckets, bucket => Assert.InRange(bucket, 0, 9999));
        Assert.InRange(ChiSquare.Uniform(buckets, cells: 100), 0, 250);
    }

    [Fact]
    public void Every_salt_spreads_subjects_evenly() => Sampled.Each(
        Gen.Choose(0, int.MaxValue - 1),
        salt => Assert.InRange(ChiSquare.Uniform(Enumerable.Range(0, 10_000).Select(i => Bucket.Of($"{salt}", $"user-{i}")), cells: 100), 0, 250),
        times: 40);

    [Theory]
    [InlineData("01JD0000000000000000000000", "01JD0000000000000000000001")]
    [InlineData("a", "b")]
    [InlineData("", "a")]
    public void Salts_are_independent(string one, string other)
    {
        var pairs = Enumerable.Range(0, 20_000).Select(i => (Bucket.Of(one, $"user-{i}"), Bucket.Of(other, $"user-{i}")));

        // 99.9 % of independent pairs stay below, with 9 × 9 degrees of freedom.
        Assert.InRange(ChiSquare.Independent(pairs, cells: 10), 0, 126);
    }

    [Theory]
    [InlineData("user-1")]
    [InlineData("서울")]
    [InlineData("")]
    [InlineData(null)]
    public void No_memory_is_allocated(string? subject) => Assert.Equal(0, Allocated(subject));

    [Fact]
    public void No_memory_is_allocated_for_the_longest_subject() => Assert.Equal(0, Allocated(new string('가', Limits.SubjectCharacters)));

    private static long Allocated(string? subject)
    {
        Bucket.Of("01JD0000000000000000000000", subject);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Bucket.Of("01JD0000000000000000000000", subject);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
