using System.Security.Cryptography;
using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Testing;

/// <summary>
/// All tests of a prompt. A suite is immutable and named by its hash, as contents are: so a change of any number of tests is
/// one change of the prompt, and a gate can tell whether the tests that it ran are still those that there are.
/// </summary>
public sealed class TestSuite
{
    private TestSuite(IReadOnlyList<PromptTest> tests, byte[] bytes)
    {
        (Tests, Bytes) = (tests, bytes);
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>No tests.</summary>
    public static TestSuite Empty { get; } = Of([]);

    /// <summary>The tests, by name.</summary>
    public IReadOnlyList<PromptTest> Tests { get; }

    /// <summary>What is stored and hashed: the tests' JSON.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The SHA-256 of <see cref="Bytes"/> in lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>A suite of tests; 413 where they are too many, or too large together.</summary>
    public static TestSuite Of(IEnumerable<PromptTest> tests)
    {
        PromptTest[] ordered = [.. tests.OrderBy(test => test.Test, StringComparer.Ordinal)];
        if (ordered.Length > Limits.Tests) throw Limits.Exceeded("The prompt's list of tests", Limits.Tests, "tests");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(ordered, CoreJson.Options);
        if (bytes.Length > Limits.TestsBytes) throw Limits.Exceeded("All of the prompt's tests together", Limits.TestsBytes, "bytes of JSON");
        return new(ordered, bytes);
    }

    /// <summary>A suite as it was stored.</summary>
    public static TestSuite OfBytes(ReadOnlyMemory<byte> bytes) => new(JsonSerializer.Deserialize<PromptTest[]>(bytes.Span, CoreJson.Options)!, bytes.ToArray());

    /// <summary>A test by its name; null where there is none.</summary>
    public PromptTest? Find(string name) => Tests.FirstOrDefault(test => test.Test == name);

    /// <summary>The suite with a test set in place of what has its name.</summary>
    public TestSuite With(PromptTest test) => Of(Tests.Where(other => other.Test != test.Test).Append(test));

    /// <summary>The suite without a test.</summary>
    public TestSuite Without(string name) => Of(Tests.Where(other => other.Test != name));
}
