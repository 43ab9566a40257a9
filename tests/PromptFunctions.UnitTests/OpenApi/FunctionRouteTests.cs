using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.UnitTests.OpenApi;

public sealed class FunctionRouteTests
{
    /// <summary>The HTTP functions as the host sees them.</summary>
    internal static IReadOnlyList<(string Name, string Method, string Route, AuthorizationLevel Level, ApiCallAttribute? Call)> All { get; } =
    [
        .. from type in typeof(OpenApiDocumentProvider).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where function is not null && trigger is not null
           from verb in trigger.Methods ?? [""]
           select (function.Name, verb, trigger.Route ?? "", trigger.AuthLevel, method.GetCustomAttribute<ApiCallAttribute>()),
    ];

    [Fact]
    public void There_are_functions() => Assert.True(All.Count > 20);

    [Fact]
    public void Every_function_has_one_method_and_a_route_of_its_own()
    {
        Assert.Equal(All.Count, All.Select(function => function.Name).Distinct().Count());
        Assert.All(All, function => Assert.Contains(function.Method, (string[])["get", "put", "post", "patch", "delete"]));
        Assert.All(All, function => Assert.NotEqual("", function.Route));
    }

    [Fact]
    public void Only_health_and_the_description_are_open_to_all()
    {
        Assert.Equal(["GET health", "GET openapi.json"], All.Where(function => function.Level != AuthorizationLevel.Function).Select(function => $"{function.Method.ToUpperInvariant()} {function.Route}").Order());
    }

    [Fact]
    public void Every_call_declares_its_role_and_only_those_without_a_key_are_open()
    {
        Assert.All(All, function => Assert.NotEqual(AppRole.Undeclared, function.Call!.Role));
        Assert.All(All, function => Assert.Equal(function.Level == AuthorizationLevel.Anonymous, function.Call!.Role == AppRole.Open));
    }

    /// <summary>So that the compiler can tell ApiEndpoint which function calls.</summary>
    [Fact]
    public void The_method_of_a_function_has_its_name()
    {
        var named = from type in typeof(OpenApiDocumentProvider).Assembly.GetTypes()
                    from method in type.GetMethods()
                    where method.GetCustomAttribute<ApiCallAttribute>() is not null
                    select (method.Name, method.GetCustomAttribute<FunctionAttribute>()?.Name);

        Assert.All(named, function => Assert.Equal(function.Item2, function.Item1));
    }

    [Fact]
    public void No_path_means_two_functions()
    {
        var pairs = from one in All
                    from other in All
                    where string.CompareOrdinal(one.Name, other.Name) < 0 && one.Method == other.Method && Overlap(one.Route, other.Route)
                    select $"{one.Method} {one.Route} and {other.Route}";

        Assert.Empty(pairs);
    }

    // The host does not rank routes, so a literal has to differ somewhere.
    private static bool Overlap(string one, string other)
    {
        var (left, right) = (one.Split('/'), other.Split('/'));
        return left.Length == right.Length && left.Zip(right).All(pair => pair.First == pair.Second || pair.First.StartsWith('{') || pair.Second.StartsWith('{'));
    }
}
