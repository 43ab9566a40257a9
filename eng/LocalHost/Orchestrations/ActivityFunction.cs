using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.LocalHost.Orchestrations;

/// <summary>One activity.</summary>
internal sealed class ActivityFunction
{
    private readonly FunctionMethod _function;
    private readonly IServiceScopeFactory _scopes;
    private readonly DataConverter _converter;

    public ActivityFunction(FunctionMethod function, IServiceScopeFactory scopes, DataConverter converter)
    {
        _function = function;
        _scopes = scopes;
        _converter = converter;
        if (function.Method.GetParameters().FirstOrDefault(parameter => !IsBound(parameter)) is { } unbound)
            throw new LocalHostException($"Function {Name}: the worker cannot bind '{unbound.Name}', which is neither the input, the durable client, nor a CancellationToken.");
    }

    public string Name => _function.Name;

    /// <summary>Runs it in a scope of its own.</summary>
    /// <returns>Its output as JSON.</returns>
    public async Task<string?> RunAsync(string? input, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var output = await FunctionResult.InvokeAsync(
            _function.Method, _function.CreateInstance(scope.ServiceProvider), [.. _function.Method.GetParameters().Select(Argument)]);
        return _converter.Serialize(output);

        object? Argument(ParameterInfo parameter) =>
            IsInput(parameter) ? _converter.Deserialize(input, parameter.ParameterType)
            : parameter.IsDurableClient() ? scope.ServiceProvider.GetRequiredService<DurableTaskClient>()
            : cancellationToken;
    }

    private static bool IsInput(ParameterInfo parameter) => parameter.IsDefined(typeof(ActivityTriggerAttribute));

    private static bool IsBound(ParameterInfo parameter) =>
        IsInput(parameter) || parameter.IsDurableClient() || parameter.ParameterType == typeof(CancellationToken);
}
