using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>A change, and the state that it starts from.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Change">The call for a prompt.</param>
/// <param name="OnNewPrompt">Whether the prompt does not exist before; otherwise it is <see cref="Documents.Rich"/>.</param>
public sealed record Scenario(string Name, Func<string, ApiRequest> Change, bool OnNewPrompt = false)
{
    /// <summary>Stands in a path for the deployment that <see cref="PrepareDeployment"/> made.</summary>
    public const string Deployment = "{deployment}";

    private const int Large = 160;

    /// <summary>Every kind of change that the API has.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("a new prompt", prompt => new(HttpMethod.Put, $"prompts/{prompt}", new { type = "report", tags = new[] { "new" } }), OnNewPrompt: true),
        new("a changed prompt", prompt => new(HttpMethod.Put, $"prompts/{prompt}", new { type = "rag", description = "after", tags = new[] { "new" } })),
        new("a first version", prompt => new(HttpMethod.Post, $"prompts/{prompt}/versions", new { type = "report", content = "{{question}}" }), OnNewPrompt: true),
        new("a next version", prompt => new(HttpMethod.Post, $"prompts/{prompt}/versions", new { content = "{{question}}", bump = "minor" })),
        new("a version on a branch", prompt => new(HttpMethod.Post, $"prompts/{prompt}/versions", new { content = "short", branch = "concise" })),
        new("new content of a labelled draft", prompt => new(HttpMethod.Patch, $"prompts/{prompt}/versions/beta", new { content = "better" })),
        new("a draft to testing", prompt => Promote(prompt, "0.0.3", "testing")),
        new("another version live", prompt => Promote(prompt, "0.0.2", "production")),
        new("nothing live", prompt => Promote(prompt, "production", "deprecated")),
        new("an approval", prompt => new(HttpMethod.Post, $"prompts/{prompt}/versions/0.0.2/approve", new { author = "reviewer", reason = "good" })),
        new("a new label", prompt => new(HttpMethod.Put, $"prompts/{prompt}/labels/next", new { version = "0.0.2" })),
        new("a moved label", prompt => new(HttpMethod.Put, $"prompts/{prompt}/labels/stable", new { version = "0.0.2" })),
        new("a label less", prompt => new(HttpMethod.Delete, $"prompts/{prompt}/labels/beta")),
        new("a branch", prompt => new(HttpMethod.Post, $"prompts/{prompt}/branches", new { branch = "longer", from = "0.0.2" })),
        new("a merge", prompt => new(HttpMethod.Post, $"prompts/{prompt}/branches/concise/merge", new { reason = "done" })),
        new("an import of a new prompt", prompt => new(HttpMethod.Post, "import", Documents.Rich(prompt)), OnNewPrompt: true),
        new("an import into a prompt", prompt => new(HttpMethod.Post, "import", Documents.Of(prompt, 20, content: Content))),
        new("a large import of a new prompt", prompt => new(HttpMethod.Post, "import", Documents.Of(prompt, Large)), OnNewPrompt: true) { WithKey = [false] },
        new("a large import into a prompt", prompt => new(HttpMethod.Post, "import", Documents.Of(prompt, Large, content: Content))) { WithKey = [true] },
        .. DeploymentScenarios.All,
    ];

    /// <summary>Whether the change is tried with an idempotency key, which a POST may carry, and without.</summary>
    public IReadOnlyList<bool> WithKey { get; init; } = Change("p").Method == HttpMethod.Post ? [false, true] : [false];

    /// <summary>What else the change needs of its prompt; the deployment that it is about.</summary>
    public Func<TestApp, string, Task<RolloutReference>>? PrepareDeployment { get; init; }

    /// <summary>Makes a prompt that the change can be made to; gives it and the call that changes it.</summary>
    public async Task<(string Prompt, ApiRequest Call)> PrepareAsync(TestApp app)
    {
        var prompt = OnNewPrompt ? TwoApps.UniqueName() : await Deploying.ImportAsync(app.Api);
        var call = Change(prompt);
        return PrepareDeployment is null
            ? (prompt, call)
            : (prompt, call with { Path = call.Path.Replace(Deployment, (await PrepareDeployment(app, prompt)).Id, StringComparison.Ordinal) });
    }

    /// <summary>The moments to look at, as numbers of storage calls: all of them, or, of a large change, those around its commit.</summary>
    public static IEnumerable<int> Moments(int first, int calls) =>
        calls <= 20 ? Enumerable.Range(first, calls - first + 1) : [2, calls / 2, .. Enumerable.Range(calls - 5, 6)];

    private static ApiRequest Promote(string prompt, string version, string status) =>
        new(HttpMethod.Post, $"prompts/{prompt}/versions/{version}/promote", new { status, reason = "why" });

    // The versions that Documents.Rich has already.
    private static string Content(int number) => number switch
    {
        1 or 2 => "one\ntwo\nthree\nfour\nfive\n",
        3 => "one\ntwo\nthree\nfour\n5\n",
        _ => $"content {number}",
    };
}
