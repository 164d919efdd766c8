// The peer as a web server: the text of a badge comes in, and whether its proof holds goes out.
// Arguments: the setting, and the port.
import {createServer} from 'node:http';
import {verify} from './digitalbazaar_setup.mjs';

createServer((request, response) => {
  const pieces = [];
  request.on('data', piece => pieces.push(piece));
  request.on('end', async () => {
    let verified = true;
    try {
      await verify(Buffer.concat(pieces).toString('utf8'));
    } catch{
      verified = false;
    }
    const body = JSON.stringify({verified});
    response.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body)});
    response.end(body);
  });
}).listen(Number(process.argv[3]), '127.0.0.1');
