// Prism as a mock made from Twilio's description, behind a door that notes what it said to each request. With LOSE_ANSWERS=1 the
// answer to each POST is lost on its way back, after Prism has taken the request.
import { spawn } from 'node:child_process';
import http from 'node:http';

const port = Number(process.env.PORT);
const prism = spawn(process.execPath, [
  'node_modules/@stoplight/prism-cli/dist/index.js', 'mock', '--errors', '--host', '127.0.0.1', '--port', String(port + 1), 'twilio-messages.openapi.json',
], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => prism.kill());
process.on('SIGTERM', () => process.exit());

const door = http.createServer((request, response) => {
  const forward = http.request({ host: '127.0.0.1', port: port + 1, method: request.method, path: request.url, headers: request.headers }, answer => {
    const body = [];
    answer.on('data', part => body.push(part));
    answer.on('end', () => {
      console.log(`PRISM ${request.method} ${request.url} ${answer.statusCode}${answer.statusCode < 400 ? '' : ' ' + Buffer.concat(body)}`);
      if (process.env.LOSE_ANSWERS && request.method === 'POST') {
        request.socket.destroy();
        return;
      }

      response.writeHead(answer.statusCode, { 'content-type': answer.headers['content-type'] });
      response.end(Buffer.concat(body));
    });
  });
  request.pipe(forward);
});

prism.stdout.on('data', text => {
  process.stdout.write(text);
  if (!door.listening && String(text).includes('Prism is listening'))
    door.listen(port, '127.0.0.1', () => console.log(`READY ${port}`));
});
