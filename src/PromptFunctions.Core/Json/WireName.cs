using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Json;

/// <summary>An enum value's name on the wire and in storage: its C# name in camelCase, unless <see cref="JsonStringEnumMemberNameAttribute"/> gives it another.</summary>
public static class WireName
{
    /// <summary>The name of a value.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>All names, in order of declaration.</summary>
    public static IEnumerable<string> All<T>() where T : struct, Enum => Names<T>.ByValue.Values;

    /// <summary>Finds a value by its exact name.</summary>
    public static bool TryParse<T>(string name, out T value) where T : struct, Enum => Names<T>.ByName.TryGetValue(name, out value);

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => NameOf(value.ToString()));

        public static readonly Dictionary<string, T> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);

        private static string NameOf(string member) =>
            typeof(T).GetField(member)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member);
    }
}
