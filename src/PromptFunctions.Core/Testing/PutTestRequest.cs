using System.Text.Json;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Testing;

/// <summary>The body that sets a test case.</summary>
public sealed record PutTestRequest : IAuthored
{
    /// <summary>The variables by name: any JSON.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>What must hold.</summary>
    public IReadOnlyList<TestAssertion>? Assert { get; init; }

    /// <summary>Of which text; of the rendered one where nothing is said.</summary>
    public TestTarget? Target { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body, and gives the test.</summary>
    public PromptTest Validate(string name)
    {
        var checks = new RequestChecks();
        RequestChecks.Text("author", Author);
        PromptTest.Validate(checks, "", Variables, Assert);
        checks.ThrowIfAny();
        return new() { Test = name, Variables = Variables ?? new Dictionary<string, JsonElement>(), Assert = Assert ?? [], Target = Target ?? TestTarget.Rendered };
    }
}
