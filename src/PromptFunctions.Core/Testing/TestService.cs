using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Testing;

/// <summary>Sets, finds and removes a prompt's tests.</summary>
public sealed class TestService(IPromptStore prompts, ITestStore store, PromptChanges changes, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "tests";

    /// <summary>A page of a prompt's tests by name.</summary>
    public async Task<Page<PromptTest>> ListAsync(string prompt, PageRequest page, CancellationToken cancellationToken)
    {
        page.Require(Names.IsName);
        var tests = (await SuiteAsync(prompt, cancellationToken)).Tests.Where(test => page.After is null || string.CompareOrdinal(test.Test, page.After) > 0);
        return await page.FillAsync(tests.ToAsyncEnumerable(), Listing, test => test.Test, test => test, cancellationToken);
    }

    /// <summary>A test; 404 where there is none.</summary>
    public async Task<PromptTest> GetAsync(string prompt, string test, CancellationToken cancellationToken) =>
        (await SuiteAsync(prompt, cancellationToken)).Find(test) ?? throw Unknown(prompt, test);

    /// <summary>Sets a test.</summary>
    public Task<TestSaved> PutAsync(string prompt, string test, PutTestRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        Names.RequireName("test", test);
        var wanted = request.Validate(test);
        return changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var before = PromptHead.Require(head, prompt).Prompt;
            var suite = await store.ReadAsync(before.Tests, cancellation);
            var old = suite.Find(test);
            if (old is null) context.Preconditions.RequireAbsent();
            else context.Preconditions.Require(old.TagOf);
            if (old is not null && old.AsksTheSame(wanted)) return new(null, new TestSaved(old, Created: false));
            var now = clock.GetUtcNow();
            var after = wanted with { CreatedAt = old?.CreatedAt ?? now, UpdatedAt = now };
            return new Planned<TestSaved>(await ChangeAsync(before, suite.With(after), old, after, context, cancellation), new(after, Created: old is null));
        }, cancellationToken);
    }

    /// <summary>Removes a test; 404 where there is none.</summary>
    public Task<PromptTest> RemoveAsync(string prompt, string test, ChangeContext context, CancellationToken cancellationToken) =>
        changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var before = PromptHead.Require(head, prompt).Prompt;
            var suite = await store.ReadAsync(before.Tests, cancellation);
            var old = suite.Find(test) ?? throw Unknown(prompt, test);
            context.Preconditions.Require(old.TagOf);
            return new Planned<PromptTest>(await ChangeAsync(before, suite.Without(test), old, null, context, cancellation), old);
        }, cancellationToken);

    private async Task<PromptChange> ChangeAsync(
        PromptRecord prompt, TestSuite suite, PromptTest? old, PromptTest? test, ChangeContext context, CancellationToken cancellationToken)
    {
        await store.PutAsync(suite, cancellationToken);
        return new()
        {
            Prompt = prompt with { Tests = suite.Tests.Count == 0 ? null : suite.Hash },
            Audit = new()
            {
                At = clock.GetUtcNow(),
                By = context.Actor,
                Action = test is null ? AuditActions.TestRemoved : AuditActions.TestSet,
                Target = (test ?? old)!.Test,
                Before = State(old),
                After = State(test),
            },
        };
    }

    // A test's variables can be large, and the audit need not repeat them.
    private static System.Text.Json.JsonElement? State(PromptTest? test) =>
        test is null ? null : AuditEntry.State(new { test.Target, Variables = test.Variables.Keys, test.Assert });

    private async Task<TestSuite> SuiteAsync(string prompt, CancellationToken cancellationToken) =>
        await store.ReadAsync(PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt).Prompt.Tests, cancellationToken);

    private static ProblemException Unknown(string prompt, string test) => new(ProblemCodes.UnknownTest, $"'{prompt}' has no test '{test}'.");
}
