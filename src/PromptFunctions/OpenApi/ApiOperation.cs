using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.SignIn;

namespace PromptFunctions.OpenApi;

/// <summary>A call of the API as it is declared on its function.</summary>
/// <param name="Id">The function's name.</param>
/// <param name="Method">The HTTP method in lower case.</param>
/// <param name="Route">The route below the base path.</param>
/// <param name="IsAnonymous">Whether it needs no key.</param>
/// <param name="Call">What is said of it.</param>
public sealed partial record ApiOperation(string Id, string Method, string Route, bool IsAnonymous, ApiCallAttribute Call)
{
    /// <summary>Whether it changes something.</summary>
    public bool IsChange => Method != "get" && !Call.ChangesNothing;

    /// <summary>Whether it asks who calls: all do but those that are open to everybody.</summary>
    public bool IsGuarded => Call.Role != AppRole.Open;

    /// <summary>The names of the route's parameters.</summary>
    public IEnumerable<string> RouteParameters => RouteParameter().Matches(Route).Select(match => match.Groups[1].Value);

    /// <summary>All calls of this app.</summary>
    /// <exception cref="InvalidOperationException">A function says nothing of itself.</exception>
    public static IReadOnlyList<ApiOperation> All()
    {
        var functions =
            from type in typeof(ApiOperation).Assembly.GetTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(attribute => attribute is not null)
            where function is not null && trigger is not null
            orderby trigger.Route, trigger.Methods![0]
            select new ApiOperation(function.Name, trigger.Methods![0], trigger.Route!, trigger.AuthLevel == AuthorizationLevel.Anonymous,
                method.GetCustomAttribute<ApiCallAttribute>() ?? throw new InvalidOperationException($"{function.Name} has no [ApiCall]."));
        return [.. functions];
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteParameter();
}
