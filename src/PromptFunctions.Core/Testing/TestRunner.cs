using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rendering;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Testing;

/// <summary>Runs a prompt's tests with a version, and keeps what came of it.</summary>
public sealed class TestRunner(
    IPromptStore prompts, ITestStore store, VersionReader reader, StoredIncludes includes, TemplateCache templates, ICompletions completions,
    CompletionCosts costs, ILogger<TestRunner> logger, TimeProvider clock)
{
    private const int CompletionsAtOnce = 16;

    // So that all that came of the most and worst tests fits one row.
    private const int MostFailures = 5;
    private const int LongestFailure = 250;
    private const int LargestRun = 400_000;
    private const int ShortestFailure = 80;

    // Less than a request may take in Azure: what is not done by then has failed, and the rest is known.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(150);

    /// <summary>Runs the tests with the version that a selector means; 404 where there is none.</summary>
    public async Task<TestRun> RunAsync(string prompt, string selector, Action<VersionRecord> check, string by, CancellationToken cancellationToken)
    {
        var head = PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt);
        var version = await reader.ReadAsync(prompt, VersionReader.Resolve(head, selector), cancellationToken);
        check(version);
        return await RunAsync(head.Prompt, version, by, cancellationToken);
    }

    /// <summary>The last run with the version that a selector means; 404 where there was none.</summary>
    public async Task<TestRun> LastAsync(string prompt, string selector, CancellationToken cancellationToken)
    {
        var version = await reader.FindAsync(prompt, selector, cancellationToken);
        return await store.ReadRunAsync(prompt, version.Version, cancellationToken)
            ?? throw new ProblemException(ProblemCodes.UnknownTest, $"No tests were run with {version.Id}.");
    }

    /// <summary>Runs the tests with a version.</summary>
    public async Task<TestRun> RunAsync(PromptRecord prompt, VersionRecord version, string by, CancellationToken cancellationToken)
    {
        var suite = await store.ReadAsync(prompt.Tests, cancellationToken);
        var (template, fault) = suite.Tests.Count == 0 ? (null, null) : await TemplateAsync(version, cancellationToken);
        var results = new ConcurrentBag<TestResult>();
        var used = new ConcurrentBag<Completion>();
        using var patience = new CancellationTokenSource(LongestRun, clock);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        // A model is waited for; rendering takes the processor.
        var atOnce = suite.Tests.Any(test => test.Target == TestTarget.Completion) ? CompletionsAtOnce : Environment.ProcessorCount;
        try
        {
            await Parallel.ForEachAsync(suite.Tests, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken }, async (test, _) =>
            {
                var started = clock.GetTimestamp();
                var failures = fault is null ? await FailuresAsync(test, template!, used, stopping.Token) : [fault];
                cancellationToken.ThrowIfCancellationRequested();
                results.Add(new(test.Test, failures.Count == 0, Kept(failures), Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 3)));
            });
        }
        finally
        {
            // Asked is paid for, whatever becomes of the run.
            await CountAsync(version, used);
        }
        var run = new TestRun
        {
            Prompt = prompt.Name,
            Version = version.Version,
            At = clock.GetUtcNow(),
            By = by,
            ContentHash = version.ContentHash,
            Suite = prompt.Tests,
            Results = Bounded([.. results.OrderBy(result => result.Test, StringComparer.Ordinal)]),
        };
        await store.SaveRunAsync(run, cancellationToken);
        return run;
    }

    private async Task<(PromptTemplate? Template, string? Fault)> TemplateAsync(VersionRecord version, CancellationToken cancellationToken)
    {
        var content = await reader.ContentAsync(version, cancellationToken);
        var loaded = await new IncludeLoader(includes, checkUnused: false).LoadAsync(version.Prompt, version.Version, new(content), version.Dependencies, cancellationToken);
        if (loaded.Faults is [var first, ..]) return (null, first.Message);
        try
        {
            return (templates.Get(loaded.Node), null);
        }
        catch (ProblemException e)
        {
            return (null, e.Detail);
        }
    }

    private async Task<IReadOnlyList<string>> FailuresAsync(PromptTest test, PromptTemplate template, ConcurrentBag<Completion> used, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rendered = template.Render(test.Variables, clock);
            var text = rendered.AsText;
            if (test.Target == TestTarget.Completion)
            {
                var completion = await completions.CompleteAsync(rendered, cancellationToken);
                used.Add(completion);
                text = completion.Text;
            }
            var failures = new List<string>();
            foreach (var assertion in test.Assert)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (assertion.FailureIn(text) is { } failure) failures.Add(failure);
            }
            return failures;
        }
        catch (ProblemException e)
        {
            return [e.Detail];
        }
        catch (CompletionFailedException e)
        {
            return [e.Message];
        }
        catch (OperationCanceledException)
        {
            return [$"The run took longer than {LongestRun.TotalSeconds:N0} s before the test was done."];
        }
    }

    // The tests ran, whatever becomes of their bill.
    private async Task CountAsync(VersionRecord version, ConcurrentBag<Completion> used)
    {
        try
        {
            await costs.RecordAsync(version, used, CancellationToken.None);
        }
        catch (ProblemException e)
        {
            logger.LogError(e, "What {Count} completions for tests of {Version} cost was not recorded.", used.Count, version.Id);
        }
    }

    // Some characters take twelve in JSON.
    private static IReadOnlyList<TestResult> Bounded(IReadOnlyList<TestResult> results) =>
        JsonSerializer.SerializeToUtf8Bytes(results, CoreJson.Options).Length <= LargestRun
            ? results
            : [.. results.Select(result => result with { Failures = [.. result.Failures.Take(1).Select(failure => Shortened(failure, ShortestFailure))] })];

    private static string Shortened(string failure, int length) => failure.Length <= length ? failure : failure[..length] + "…";

    private static IReadOnlyList<string> Kept(IReadOnlyList<string> failures)
    {
        var kept = failures.Take(MostFailures).Select(failure => Shortened(failure, LongestFailure));
        return failures.Count <= MostFailures ? [.. kept] : [.. kept, $"And {failures.Count - MostFailures} more."];
    }
}
