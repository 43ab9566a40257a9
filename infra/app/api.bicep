import { productSettings } from 'settings.bicep'

param name string
param planName string
param location string
param tags object
param identityId string
param identityClientId string
param storageAccountName string
param deploymentContainer string
param applicationInsightsConnectionString string
param subnetId string
param instanceMemoryMB int
param maximumInstanceCount int
param httpConcurrency int
param alwaysReadyHttp int
param alwaysReadyDurable int
param settings object
param modelApiKeySecretUri string
param authClientId string
param authTenantId string

// What the platform reads. Flex Consumption takes the runtime and its version from functionAppConfig, not from settings.
var platformSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

// Where "settings" must not reach: the app trusts the headers of sign-in only where the platform writes them.
var derivedSettings = {
  Auth__Mode: empty(authClientId) ? 'none' : 'easyauth'
  Models__ApiKey: empty(modelApiKeySecretUri) ? '' : '@Microsoft.KeyVault(SecretUri=${modelApiKeySecretUri})'
}

var alwaysReady = concat(
  alwaysReadyHttp > 0 ? [{ name: 'http', instanceCount: alwaysReadyHttp }] : [],
  alwaysReadyDurable > 0 ? [{ name: 'durable', instanceCount: alwaysReadyDurable }] : []
)

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource api 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  // By this tag azd finds what the service "api" of azure.yaml is deployed to.
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
        triggers: httpConcurrency > 0 ? { http: { perInstanceConcurrency: httpConcurrency } } : null
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(productSettings, settings, derivedSettings, platformSettings)
    // From then on the app trusts the headers of sign-in.
    dependsOn: [authOn]
  }

  // azd publishes with the caller's own sign-in; nobody needs the passwords.
  resource scmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

// The app trusts these headers only while the platform writes them: it is told after sign-in is on, and before it is off.
module authOn 'auth.bicep' = if (!empty(authClientId)) {
  params: {
    functionAppName: api.name
    clientId: authClientId
    tenantId: authTenantId
  }
}

module authOff 'auth.bicep' = if (empty(authClientId)) {
  dependsOn: [api::appSettings]
  params: {
    functionAppName: api.name
    clientId: authClientId
    tenantId: authTenantId
  }
}

output name string = api.name
output uri string = 'https://${api.properties.defaultHostName}'
