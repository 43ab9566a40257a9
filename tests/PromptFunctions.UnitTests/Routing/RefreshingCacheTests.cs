using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Routing;

public sealed class RefreshingCacheTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly ManualClock _clock = new(Samples.Noon);
    private readonly List<string> _reads = [];
    private readonly List<Exception> _failures = [];
    private readonly RefreshingCache<string, string> _cache;
    private Func<string, Task<string?>> _storage = key => Task.FromResult<string?>($"first {key}");

    public RefreshingCacheTests() => _cache = new(
        (key, _) =>
        {
            _reads.Add(key);
            return _storage(key);
        },
        (known, read) => known == read, (_, failure) => _failures.Add(failure), Lifetime, capacity: 20, _clock);

    [Fact]
    public async Task The_steady_state_reads_nothing()
    {
        await GetAsync();
        for (var i = 0; i < 1000; i++) Assert.Equal("first a", Ready().Value);

        Assert.Equal(["a"], _reads);
    }

    [Fact]
    public async Task What_is_expired_is_read_anew_by_the_next_request()
    {
        await GetAsync();
        _storage = _ => Task.FromResult<string?>("second a");

        _cache.Expire("a");

        Assert.Equal("second a", (await GetAsync()).Value);
        Assert.Equal(2, _reads.Count);
    }

    [Fact]
    public async Task What_is_expired_is_served_stale_when_storage_fails()
    {
        await GetAsync();
        _storage = _ => Task.FromException<string?>(new IOException());

        _cache.Expire("a");

        var served = await _cache.GetAsync("a", CancellationToken.None);
        Assert.Equal(("first a", true), (served.Value, served.Stale));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_read_that_was_under_way_when_its_key_expired_comes_too_late(bool isKnown)
    {
        if (isKnown) await GetAsync();
        After(1.5);
        var slow = new TaskCompletionSource<string?>();
        _storage = _ => slow.Task;
        var underWay = _cache.GetAsync("a", CancellationToken.None).AsTask();

        After(0.1);
        _cache.Expire("a");
        After(0.1);
        _storage = _ => Task.FromResult<string?>("second a");
        slow.SetResult("read before the change");
        await underWay;

        Assert.Equal("second a", (await GetAsync()).Value);
    }

    [Fact]
    public async Task The_age_is_the_time_since_storage_was_asked()
    {
        await GetAsync();
        After(0.75);

        Assert.Equal(new("first a", TimeSpan.FromSeconds(0.75), Stale: false), Ready());
    }

    [Fact]
    public async Task A_value_in_use_is_read_anew_after_half_its_time_while_it_serves_on()
    {
        await GetAsync();
        var slow = new TaskCompletionSource<string?>();
        _storage = _ => slow.Task;

        After(0.9);
        Ready();
        Assert.Single(_reads);
        After(0.2);
        Assert.Equal(("first a", false), (Ready().Value, Ready().Stale));
        Assert.Equal(2, _reads.Count);

        slow.SetResult("second a");
        Assert.Equal("second a", Ready().Value);
        After(1.9);
        Assert.Equal("second a", Ready().Value);
    }

    [Fact]
    public async Task A_value_whose_time_is_up_is_waited_for()
    {
        await GetAsync();
        var slow = new TaskCompletionSource<string?>();
        _storage = _ => slow.Task;
        After(2);

        var waiting = _cache.GetAsync("a", default);
        Assert.False(waiting.IsCompleted);
        slow.SetResult("second a");

        Assert.Equal(("second a", false), ((await waiting).Value, (await GetAsync()).Stale));
    }

    [Fact]
    public async Task All_who_wait_share_one_read()
    {
        var slow = new TaskCompletionSource<string?>();
        _storage = _ => slow.Task;
        var waiting = Enumerable.Range(0, 50).Select(_ => _cache.GetAsync("a", default).AsTask()).ToList();
        slow.SetResult("value");

        Assert.All(await Task.WhenAll(waiting), got => Assert.Equal("value", got.Value));
        Assert.Single(_reads);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_take_the_others_along()
    {
        var slow = new TaskCompletionSource<string?>();
        _storage = _ => slow.Task;
        using var patience = new CancellationTokenSource();
        var impatient = _cache.GetAsync("a", patience.Token).AsTask();
        var patient = _cache.GetAsync("a", default).AsTask();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        slow.SetResult("value");

        Assert.Equal("value", (await patient).Value);
    }

    [Fact]
    public async Task The_same_value_stays_the_same_object()
    {
        var first = (await GetAsync()).Value;
        After(3);

        Assert.Same(first, (await GetAsync()).Value);
        Assert.Equal(2, _reads.Count);
    }

    [Fact]
    public async Task When_storage_fails_the_last_known_value_is_served_as_stale()
    {
        await GetAsync();
        Fail();
        After(3);

        Assert.Equal(new("first a", TimeSpan.FromSeconds(3), Stale: true), await GetAsync());
        Assert.True(Ready().Stale);
        Assert.Single(_failures);
    }

    [Fact]
    public async Task A_refresh_that_fails_makes_nothing_stale_before_its_time()
    {
        await GetAsync();
        Fail();
        After(1.5);
        Ready();

        Assert.Single(_failures);
        Assert.False(Ready().Stale);
    }

    [Fact]
    public async Task While_storage_fails_it_is_asked_once_a_second()
    {
        await GetAsync();
        Fail();
        After(3);
        for (var i = 0; i < 30; i++)
        {
            await GetAsync();
            After(0.1);
        }

        Assert.InRange(_reads.Count, 3, 5);
    }

    [Fact]
    public async Task When_storage_is_back_its_value_is_served_again()
    {
        await GetAsync();
        Fail();
        After(3);
        await GetAsync();
        _storage = _ => Task.FromResult<string?>("second a");
        After(1);
        await GetAsync();

        Assert.Equal(new("second a", TimeSpan.Zero, Stale: false), Ready());
    }

    [Fact]
    public async Task A_failure_of_long_ago_makes_nothing_stale()
    {
        await GetAsync();
        Fail();
        After(3);
        await GetAsync();
        _storage = _ => Task.FromResult<string?>("second a");
        After(3600);

        Assert.Equal(("second a", false), ((await GetAsync()).Value, (await GetAsync()).Stale));
    }

    [Fact]
    public async Task Without_a_known_value_a_failure_is_503()
    {
        Fail();

        var problem = await Assert.ThrowsAsync<ProblemException>(GetAsync);
        Assert.Equal(ProblemCodes.StorageUnavailable, problem.Problem);
        Assert.NotNull(problem.RetryAfter);
        await Assert.ThrowsAsync<ProblemException>(GetAsync);
        Assert.Single(_reads);
    }

    [Fact]
    public async Task What_is_gone_is_not_served_again()
    {
        await GetAsync();
        _storage = _ => Task.FromResult<string?>(null);
        After(3);

        Assert.Equal(new(null, TimeSpan.Zero, Stale: false), await GetAsync());
        Fail();
        After(3);
        Assert.Equal(ProblemCodes.StorageUnavailable, (await Assert.ThrowsAsync<ProblemException>(GetAsync)).Problem);
    }

    [Fact]
    public async Task What_was_not_there_can_come()
    {
        _storage = _ => Task.FromResult<string?>(null);
        Assert.Null((await GetAsync()).Value);
        _storage = _ => Task.FromResult<string?>("here");
        After(2);

        Assert.Equal("here", (await GetAsync()).Value);
    }

    [Fact]
    public async Task What_this_process_wrote_is_served_at_once()
    {
        await GetAsync();
        After(0.1);
        Put("a", "written");
        Put("b", "new");

        Assert.Equal("written", Ready().Value);
        Assert.Equal("new", (await _cache.GetAsync("b", default)).Value);
        Assert.Equal(["a"], _reads);
    }

    [Fact]
    public async Task A_read_that_began_before_a_write_does_not_undo_it()
    {
        await GetAsync();
        var slow = new TaskCompletionSource<string?>();
        _storage = _ => slow.Task;
        After(1.5);
        Ready();
        After(0.1);
        Put("a", "written");
        slow.SetResult("read before");

        Assert.Equal("written", Ready().Value);
    }

    [Fact]
    public async Task A_write_whose_answer_came_late_does_not_undo_a_newer_one_that_is_known()
    {
        _storage = _ => Task.FromResult<string?>("2");
        await GetAsync();
        _cache.Put("a", "1", _clock.GetTimestamp(), known => string.CompareOrdinal(known, "1") > 0);

        Assert.Equal("2", Ready().Value);
    }

    [Fact]
    public async Task A_write_ages_from_when_it_was_sent()
    {
        var sent = _clock.GetTimestamp();
        After(0.9);
        _cache.Put("a", "written", sent, _ => false);

        Assert.Equal(TimeSpan.FromSeconds(0.9), Ready().Age);
        _storage = _ => Task.FromResult<string?>("changed elsewhere");
        After(1.2);
        Assert.Equal("changed elsewhere", (await GetAsync()).Value);
    }

    [Fact]
    public async Task What_is_forgotten_is_read_anew()
    {
        await GetAsync();
        await _cache.GetAsync("b", default);
        _cache.Forget(key => key == "a");
        await GetAsync();
        await _cache.GetAsync("b", default);

        Assert.Equal(["a", "b", "a"], _reads);
    }

    [Fact]
    public async Task Only_so_many_keys_are_kept_and_those_in_use_stay()
    {
        for (var i = 0; i < 1000; i++)
        {
            _clock.Advance(TimeSpan.FromTicks(1));
            await _cache.GetAsync($"{i}", default);
            await GetAsync();
        }
        Assert.Single(_reads, "a");

        _reads.Clear();
        for (var i = 0; i < 1000; i++) await _cache.GetAsync($"{999 - i}", default);
        Assert.InRange(_reads.Count, 1000 - 20, 1000 - 10);
    }

    private Task<Cached<string>> GetAsync() => _cache.GetAsync("a", default).AsTask();

    /// <summary>What is given without any waiting.</summary>
    private Cached<string> Ready()
    {
        var got = GetAsync();
        Assert.True(got.IsCompletedSuccessfully);
        return got.Result;
    }

    private void After(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private void Fail() => _storage = _ => Task.FromException<string?>(new IOException("down"));

    private void Put(string key, string value) => _cache.Put(key, value, _clock.GetTimestamp(), _ => false);
}
