using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>
/// Imports prompts. An import adds what is missing and changes nothing that exists: it may be repeated, and it never
/// takes a live version down. A version that exists with other content is a conflict, and then nothing is imported.
/// </summary>
public sealed class ImportService(IPromptStore store, IBodyStore bodies, ITestStore tests, IPromptDirectory directory, PromptChanges changes, TimeProvider clock)
{
    /// <summary>Imports documents, one after the other; each all or nothing.</summary>
    public async Task<ImportResult> ImportAsync(IReadOnlyList<ExportDocument> documents, ChangeContext context, CancellationToken cancellationToken)
    {
        var total = new ImportResult(0, 0);
        foreach (var document in documents)
        {
            var result = await ImportAsync(document, context, cancellationToken);
            total = new(total.Created + result.Created, total.Unchanged + result.Unchanged);
        }
        return total;
    }

    private Task<ImportResult> ImportAsync(ExportDocument document, ChangeContext context, CancellationToken cancellationToken)
    {
        var (name, request) = Validate(document);
        var imported = ImportedVersions.Read(name, document, context.Actor, clock.GetUtcNow());
        return changes.ApplyAsync(name, context, async (head, cancellation) =>
        {
            if (head is null) context.Preconditions.RequireAbsent();
            else context.Preconditions.Require(() => PromptView.TagOf(head));
            var now = clock.GetUtcNow();
            var existing = head is null
                ? []
                : await store.ListVersionsAsync(name, new(), cancellation).ToDictionaryAsync(version => version.Version, cancellationToken: cancellation);
            var added = imported.Where(one => !existing.ContainsKey(one.Version.Version)).ToList();
            foreach (var (version, _) in imported.Where(one => existing.TryGetValue(one.Version.Version, out var there) && there.ContentHash != one.Version.ContentHash))
                throw new ProblemException(ProblemCodes.ImportConflict, $"{version.Id} exists with other content. Nothing of '{name}' was imported.");

            var before = head?.Prompt ?? request.ApplyTo(PromptService.New(name, request.Type ?? throw ProblemException.Invalid("prompt.type", "is required for a new prompt."), document.Prompt!.CreatedAt ?? now)) with
            {
                UpdatedAt = document.Prompt!.UpdatedAt ?? now,
            };
            var merge = new ImportMerge(new(before, head?.Route ?? new RouteRecord { Prompt = name }), existing, context.Actor, now);
            merge.Add(document, [.. added.Select(one => one.Version)]);
            var suite = await AddTestsAsync(merge, document, now, cancellation);
            var result = new ImportResult(added.Count, imported.Count - added.Count);
            if (head is not null && !merge.Changed) return new(null, result);

            if (head is null) await directory.PutAsync(DirectoryEntry.Of(merge.Prompt), cancellation);
            if (suite is not null) await tests.PutAsync(suite, cancellation);
            foreach (var some in added.Chunk(8)) await Task.WhenAll(some.Select(one => bodies.PutAsync(one.Content, cancellation)));
            var change = new PromptChange
            {
                Prompt = merge.Prompt,
                Route = head is null || merge.RouteChanged ? merge.Route.Next() : null,
                Added = merge.Versions,
                Audit = new()
                {
                    At = now,
                    By = context.Actor,
                    Action = AuditActions.Imported,
                    Target = name,
                    After = AuditEntry.State(new { result.Created, result.Unchanged, Live = merge.Route.Live?.Version }),
                },
            };
            return new Planned<ImportResult>(change, result);
        }, cancellationToken);
    }

    /// <summary>Adds the tests that the prompt does not have; null where it has all.</summary>
    private async Task<TestSuite?> AddTestsAsync(ImportMerge merge, ExportDocument document, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var suite = await tests.ReadAsync(merge.Prompt.Tests, cancellationToken);
        var missing = (document.Tests ?? []).Where(test => suite.Find(test.Test) is null)
            .Select(test => test with { CreatedAt = At(test.CreatedAt), UpdatedAt = At(test.UpdatedAt) }).ToList();
        if (missing.Count == 0) return null;
        suite = TestSuite.Of(suite.Tests.Concat(missing));
        merge.Add(suite);
        return suite;

        DateTimeOffset At(DateTimeOffset given) => given == default ? now : given;
    }

    /// <summary>Checks tests that come from elsewhere; 400 where they are none.</summary>
    internal static void Validate(IReadOnlyList<PromptTest>? tests)
    {
        var checks = new RequestChecks();
        var seen = new HashSet<string>();
        for (var i = 0; i < tests?.Count; i++)
        {
            var path = $"tests[{i}]";
            if (tests[i] is not { } test) checks.Error(path, "must be a test.");
            else
            {
                checks.Require(Names.IsName(test.Test), $"{path}.test", $"must be {Names.Form}.");
                checks.Require(seen.Add(test.Test), $"{path}.test", $"{test.Test} occurs twice.");
                PromptTest.Validate(checks, $"{path}.", test.Variables, test.Assert);
            }
        }
        checks.ThrowIfAny();
    }

    private static (string Name, PutPromptRequest Request) Validate(ExportDocument document)
    {
        var prompt = document.Prompt ?? throw ProblemException.Invalid("prompt", "is required.");
        if (prompt.Name is null || !Names.IsName(prompt.Name)) throw ProblemException.Invalid("prompt.name", $"must be {Names.Form}.");
        Validate(document.Tests);
        if (document.EarlierLive?.Any(version => version is null) == true) throw ProblemException.Invalid("earlierLive", "must name versions.");
        var settings = document.Settings;
        var request = new PutPromptRequest
        {
            Type = prompt.Type,
            Format = prompt.Format,
            Description = prompt.Description,
            Tags = prompt.Tags,
            Metrics = prompt.Metrics,
            Settings = settings is null ? null : new() { Gate = settings.Gate, Protected = settings.Protected, StrictVersions = settings.StrictVersions },
        };
        request.Validate();
        return (prompt.Name, request);
    }
}
